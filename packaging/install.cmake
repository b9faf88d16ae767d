# `cmake --install build/release --prefix /usr`: the program without debug information (that goes to lib/debug, where gdb
# looks), the built pages, the unit and its account, the papers.
install(TARGETS onthaal RUNTIME DESTINATION bin)
install(CODE [[
  set(program "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/bin/onthaal")
  set(debug "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/lib/debug${CMAKE_INSTALL_PREFIX}/bin")
  file(MAKE_DIRECTORY "${debug}")
  execute_process(COMMAND objcopy --only-keep-debug "${program}" "${debug}/onthaal.debug" COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND strip "${program}" COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND objcopy --add-gnu-debuglink=onthaal.debug "${program}" WORKING_DIRECTORY "${debug}" COMMAND_ERROR_IS_FATAL ANY)
]])
install(DIRECTORY web/dist/ DESTINATION share/onthaal/pages)
install(DIRECTORY docs/ packaging/proxies DESTINATION share/doc/onthaal)
install(FILES packaging/systemd/onthaal.service DESTINATION lib/systemd/system)
install(FILES packaging/systemd/onthaal.sysusers DESTINATION lib/sysusers.d RENAME onthaal.conf)
