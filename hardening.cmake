# What makes a mistake in memory a stop instead of a way in. tests/lint/hardening.test.ts reads it back from the binary.
# The sanitizers bring their own, and do not go together with _FORTIFY_SOURCE.
if(NOT ONTHAAL_SANITIZE)
  target_compile_options(onthaal_build_flags INTERFACE -fstack-protector-strong -fstack-clash-protection -ftrivial-auto-var-init=zero
    -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -D_GLIBCXX_ASSERTIONS)
  target_link_options(onthaal_build_flags INTERFACE -pie -Wl,-z,relro,-z,now,-z,noexecstack,-z,separate-code)
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    target_compile_options(onthaal_build_flags INTERFACE -fcf-protection=full)
  elseif(CMAKE_SYSTEM_PROCESSOR MATCHES "aarch64|arm64")
    target_compile_options(onthaal_build_flags INTERFACE -mbranch-protection=standard)
  endif()
endif()
