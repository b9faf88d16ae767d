# Fails the build when a door of the program has no row in the table of docs/security.md, Rights, or a row no door.
# Run with -DPROGRAM=... -DPAPER=...
execute_process(COMMAND ${PROGRAM} routes --json OUTPUT_VARIABLE doors COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "\"[^\"]+\"" real "${doors}")
list(TRANSFORM real REPLACE "\"" "")

file(READ ${PAPER} paper)
string(FIND "${paper}" "\n## Rights\n" start)
math(EXPR start "${start} + 1")
string(SUBSTRING "${paper}" ${start} -1 section)
string(FIND "${section}" "\n## " end)
string(SUBSTRING "${section}" 0 ${end} section)
string(REGEX MATCHALL "\n[|] `[^`\n]+`" written "${section}")
list(TRANSFORM written REPLACE "[\n|`] ?" "")

list(SORT real)
list(SORT written)
if(NOT real STREQUAL written)
  set(without_row ${real})
  list(REMOVE_ITEM without_row ${written})
  set(without_door ${written})
  list(REMOVE_ITEM without_door ${real})
  message(FATAL_ERROR "docs/security.md, Rights: without a row: ${without_row}; without a door: ${without_door}")
endif()
