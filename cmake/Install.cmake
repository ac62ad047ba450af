# What is installed: the program with its tables, pages and completions; and, as a part of its own, the library with its
# headers for find_package(samestory). CPack makes the Debian packages samestory and samestory-dev of the two.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

install(TARGETS samestory COMPONENT program)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/corpus/background DESTINATION ${CMAKE_INSTALL_DATADIR}/samestory COMPONENT program
        FILES_MATCHING PATTERN "*.tsv" PATTERN "README.md" PATTERN "__pycache__" EXCLUDE)
install(DIRECTORY ${SAMESTORY_PAGES}/man/ DESTINATION ${CMAKE_INSTALL_MANDIR} COMPONENT program)
install(DIRECTORY ${SAMESTORY_PAGES}/bash-completion ${SAMESTORY_PAGES}/zsh ${SAMESTORY_PAGES}/fish
        DESTINATION ${CMAKE_INSTALL_DATADIR} COMPONENT program)
install(FILES README.md CHANGELOG.md SECURITY.md DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)
install(FILES NOTICE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright COMPONENT program)

set(rooms base article text sketch match story diff report pipeline)
list(TRANSFORM rooms PREPEND samestory_ OUTPUT_VARIABLE libraries)
install(TARGETS ${libraries} EXPORT samestory ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}/samestory COMPONENT library)
install(DIRECTORY engine DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/samestory COMPONENT library FILES_MATCHING PATTERN "*.h")
install(EXPORT samestory NAMESPACE samestory:: FILE samestoryTargets.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/samestory COMPONENT library)
configure_package_config_file(cmake/samestoryConfig.cmake.in ${CMAKE_BINARY_DIR}/samestoryConfig.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/samestory)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/samestoryConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/samestoryConfig.cmake ${CMAKE_BINARY_DIR}/samestoryConfigVersion.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/samestory COMPONENT library)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VENDOR "the samestory authors")
set(CPACK_PACKAGE_CONTACT "the samestory authors <samestory@example.org>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL program library)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME samestory)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION
    "finds news articles that report the same event\n Groups reports of one event across outlets, with the evidence for each link; shows\n what each outlet added or dropped; keeps one copy of each text of a crawl.")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME samestory-dev)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_DEPENDS
    "libabsl-dev, libarchive-dev, libicu-dev, libsimdjson-dev, libxml2-dev, libxxhash-dev, libzstd-dev, zlib1g-dev, pkg-config")
set(CPACK_COMPONENT_LIBRARY_DESCRIPTION
    "finds news articles that report the same event (library)\n Static libraries, headers and the CMake package samestory.")
include(CPack)
