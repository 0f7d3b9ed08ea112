// The registry's tables, as they are in the repository, inside the executable.
#pragma once
#include <stddef.h>

/// One embedded file: UTF-8, not terminated.
struct registry_table {
  const char *file;
  const unsigned char *bytes;
  size_t count;
};

/// What the generator wrote: names of countries from public sources.
struct registry_table registry_generated_countries(void);
/// Names of countries kept by hand.
struct registry_table registry_curated_countries(void);
/// Organizations and their names, kept by hand.
struct registry_table registry_organizations(void);
/// Words for roles ("Parliamentary Assembly"), kept by hand.
struct registry_table registry_roles(void);
/// What the generator wrote: inflected forms of the names of organizations and roles.
struct registry_table registry_inflected_organizations(void);
/// Forms of state, which countries have them, and whose the territories are; kept by hand.
struct registry_table registry_states(void);
