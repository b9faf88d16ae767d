# Compiles the table that a feature ships, features/FEATURE/FEATURE.csv, into its library: as shipped_csv() in its
# namespace.
function(onthaal_embed feature)
  set(file ${CMAKE_CURRENT_SOURCE_DIR}/features/${feature}/${feature}.csv)
  set(embedded ${CMAKE_BINARY_DIR}/generated/shipped_${feature}.cpp)
  file(READ ${file} csv)
  file(GENERATE OUTPUT ${embedded} CONTENT "#include <string_view>\n\nnamespace onthaal::${feature} {\nstd::string_view shipped_csv() {\n  return R\"~~~(${csv})~~~\";\n}\n}  // namespace onthaal::${feature}\n")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  target_sources(onthaal_${feature} PRIVATE ${embedded})
endfunction()
