#include "CRegistryData.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

#define TABLE(NAME, FILE)                                                     \
  struct registry_table NAME(void) {                                          \
    return (struct registry_table){FILE, NAME##_bytes, sizeof NAME##_bytes};  \
  }

static const unsigned char registry_generated_countries_bytes[] = {
#embed "Tables/countries_generated.tsv"
};
TABLE(registry_generated_countries, "countries_generated.tsv")

static const unsigned char registry_curated_countries_bytes[] = {
#embed "Tables/countries_curated.tsv"
};
TABLE(registry_curated_countries, "countries_curated.tsv")

static const unsigned char registry_organizations_bytes[] = {
#embed "Tables/organizations.tsv"
};
TABLE(registry_organizations, "organizations.tsv")

static const unsigned char registry_roles_bytes[] = {
#embed "Tables/roles.tsv"
};
TABLE(registry_roles, "roles.tsv")

static const unsigned char registry_inflected_organizations_bytes[] = {
#embed "Tables/organizations_generated.tsv"
};
TABLE(registry_inflected_organizations, "organizations_generated.tsv")

static const unsigned char registry_states_bytes[] = {
#embed "Tables/states.tsv"
};
TABLE(registry_states, "states.tsv")
