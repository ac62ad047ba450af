#include "engine/pipeline/catalog.h"

#include <gtest/gtest.h>

#include <random>
#include <tuple>

namespace samestory {
namespace {

std::string RandomString(std::mt19937_64& random) {
  static const std::vector<std::string> kParts{"a", "/", "Hải Tân", ".jsonl", "~", "日", "", "0"};
  std::string out;
  for (uint64_t i = random() % 5; i > 0; --i) out += kParts[random() % kParts.size()];
  return out;
}

Catalog RandomCatalog(std::mt19937_64& random) {
  Catalog catalog;
  for (uint64_t i = 1 + random() % 4; i > 0; --i) {
    CatalogFile file;
    file.input = {RandomString(random),
                  RandomString(random),
                  RandomString(random),
                  RandomString(random),
                  static_cast<Format>(random() % kFormatCount),
                  static_cast<Compression>(random() % 2),
                  RandomString(random)};
    file.size_bytes = random() >> random() % 64;
    file.content_hash = RandomString(random);
    catalog.files.push_back(file);
  }
  for (uint64_t i = random() % 4; i > 0; --i) {
    catalog.incidents.push_back(
        {static_cast<Incident::Kind>(random() % 4), RandomString(random), RandomString(random)});
  }
  uint64_t offset = 0;
  for (uint64_t i = random() % 4; i > 0; --i) catalog.kept_offsets.push_back(offset += random() % 100'000);
  catalog.articles = random() >> random() % 64;
  catalog.kept_hash = RandomString(random);
  return catalog;
}

void ExpectEqual(const Catalog& x, const Catalog& y) {
  const auto file = [](const CatalogFile& f) {
    return std::tie(f.input.disk_path, f.input.input, f.input.name, f.input.outlet, f.input.format,
                    f.input.compression, f.input.path, f.size_bytes, f.content_hash);
  };
  const auto incident = [](const Incident& i) { return std::tie(i.kind, i.place, i.reason); };
  const auto equal = [](const auto& a, const auto& b, const auto& fields) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](const auto& p, const auto& q) { return fields(p) == fields(q); });
  };
  EXPECT_TRUE(equal(x.files, y.files, file));
  EXPECT_EQ(x.articles, y.articles);
  EXPECT_TRUE(equal(x.incidents, y.incidents, incident));
  EXPECT_EQ(x.kept_offsets, y.kept_offsets);
  EXPECT_EQ(x.kept_hash, y.kept_hash);
}

// What the rest of the program takes for granted.
void ExpectInRange(const Catalog& catalog) {
  for (const CatalogFile& file : catalog.files) {
    ASSERT_LT(static_cast<int>(file.input.format), kFormatCount);
    ASSERT_LE(file.input.compression, Compression::kPacked);
  }
  for (const Incident& incident : catalog.incidents) ASSERT_LE(incident.kind, Incident::Kind::kRepeated);
  ASSERT_TRUE(std::is_sorted(catalog.kept_offsets.begin(), catalog.kept_offsets.end()));
}

TEST(CatalogCodec, ComesBackAsItWentIn) {
  std::mt19937_64 random(61);
  for (int i = 0; i < 300; ++i) {
    const Catalog catalog = RandomCatalog(random);
    const absl::StatusOr<Catalog> again = DecodeCatalog(EncodeCatalog(catalog));
    ASSERT_TRUE(again.ok()) << again.status();
    ExpectEqual(catalog, *again);
  }
  ASSERT_TRUE(DecodeCatalog(EncodeCatalog(Catalog{})).ok());
}

TEST(CatalogCodec, EveryCutIsAnError) {
  std::mt19937_64 random(62);
  for (int i = 0; i < 30; ++i) {
    const std::string bytes = EncodeCatalog(RandomCatalog(random));
    for (size_t size = 0; size < bytes.size(); ++size) {
      EXPECT_EQ(DecodeCatalog(bytes.substr(0, size)).status().code(), absl::StatusCode::kDataLoss) << size;
    }
    EXPECT_FALSE(DecodeCatalog(bytes + '\0').ok());
  }
}

TEST(CatalogCodec, ChangedBytesAreAnErrorOrACatalog) {
  std::mt19937_64 random(63);
  size_t errors = 0;
  for (int i = 0; i < 20'000; ++i) {
    static std::string bytes;
    if (i % 100 == 0) bytes = EncodeCatalog(RandomCatalog(random));
    std::string changed = bytes;
    for (uint64_t flips = 1 + random() % 3; flips > 0; --flips) {
      changed[random() % changed.size()] = static_cast<char>(random());
    }
    const absl::StatusOr<Catalog> catalog = DecodeCatalog(changed);
    errors += !catalog.ok();
    if (catalog.ok()) ExpectInRange(*catalog);
  }
  EXPECT_GT(errors, 0u);
}

TEST(CatalogCodec, RandomBytesAndHugeCountsAreErrors) {
  std::mt19937_64 random(64);
  for (int i = 0; i < 2000; ++i) {
    std::string bytes(random() % 60, '\0');
    for (char& c : bytes) c = static_cast<char>(random());
    const absl::StatusOr<Catalog> catalog = DecodeCatalog(bytes);
    if (catalog.ok()) ExpectInRange(*catalog);
  }
  EXPECT_FALSE(DecodeCatalog("\xff\xff\xff\xff\xff\xff\xff\xff\x7f").ok());
  EXPECT_FALSE(DecodeCatalog("").ok());
}

TEST(Catalog, CountsIncidentsByKind) {
  Catalog catalog;
  catalog.incidents = {{Incident::Kind::kSkipped, "a", "x"},
                       {Incident::Kind::kMended, "b", "y"},
                       {Incident::Kind::kSkipped, "c", "z"}};
  EXPECT_EQ(catalog.CountIncidents(Incident::Kind::kSkipped), 2u);
  EXPECT_EQ(catalog.CountIncidents(Incident::Kind::kMended), 1u);
  EXPECT_EQ(catalog.CountIncidents(Incident::Kind::kRepeated), 0u);
}

}  // namespace
}  // namespace samestory
