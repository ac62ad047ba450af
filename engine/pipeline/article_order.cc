#include "engine/pipeline/article_order.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <numeric>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_format.h"

namespace samestory {
namespace {

// An article while it is sorted: most ids differ in the eight bytes after what all have in common.
struct Key {
  uint64_t bytes;
  ArticleRef at;
};

// The place of each file in the order in which one run would read them all.
std::vector<uint32_t> RanksOf(const std::vector<CatalogFile>& files) {
  std::vector<uint32_t> sorted(files.size()), ranks(files.size());
  std::iota(sorted.begin(), sorted.end(), 0);
  std::sort(sorted.begin(), sorted.end(), [&](uint32_t a, uint32_t b) {
    return std::tie(files[a].input.name, files[a].input.disk_path, a) <
           std::tie(files[b].input.name, files[b].input.disk_path, b);
  });
  for (uint32_t i = 0; i < sorted.size(); ++i) ranks[sorted[i]] = i;
  return ranks;
}

class Sorter {
 public:
  Sorter(const std::vector<StoredSegment>& segments, const std::vector<uint32_t>& first_file,
         const std::vector<CatalogFile>& files, ArticleOrder* order)
      : segments_(segments), first_file_(first_file), file_ranks_(RanksOf(files)), order_(*order) {}

  void Sort(std::vector<ArticleRef>* articles) {
    if (articles->empty() || InOrder(*articles)) return;
    const size_t common = CommonPrefix(*articles);
    std::vector<Key> keys;
    keys.reserve(articles->size());
    for (const ArticleRef at : *articles) keys.push_back({BytesAt(Id(at), common), at});
    std::sort(keys.begin(), keys.end(), [&](const Key& a, const Key& b) {
      if (a.bytes != b.bytes) return a.bytes < b.bytes;
      return Before(a.at, b.at);
    });
    for (size_t i = 0; i < keys.size(); ++i) (*articles)[i] = keys[i].at;
  }

  std::string_view Id(ArticleRef at) const { return order_.id(segments_, at); }

 private:
  // By id, then by the order read.
  bool Before(ArticleRef a, ArticleRef b) const {
    const std::string_view x = Id(a), y = Id(b);
    if (x != y) return x < y;
    return std::pair(FileRank(a), a) < std::pair(FileRank(b), b);
  }

  uint32_t FileRank(ArticleRef at) const {
    return file_ranks_[first_file_[at.segment] + segments_[at.segment].segment.rows[at.row].file];
  }

  bool InOrder(const std::vector<ArticleRef>& articles) const {
    for (size_t i = 1; i < articles.size(); ++i) {
      if (Before(articles[i], articles[i - 1])) return false;
    }
    return true;
  }

  size_t CommonPrefix(const std::vector<ArticleRef>& articles) const {
    const std::string_view first = Id(articles.front());
    size_t common = first.size();
    for (const ArticleRef at : articles) {
      const std::string_view id = Id(at);
      common = std::min(common, id.size());
      while (std::memcmp(first.data(), id.data(), common) != 0) --common;
    }
    return common;
  }

  // Missing bytes are 0, which no id holds: a shorter id comes first.
  static uint64_t BytesAt(std::string_view id, size_t start) {
    uint64_t bytes = 0;
    std::memcpy(&bytes, id.data() + start, std::min<size_t>(8, id.size() - start));
    return __builtin_bswap64(bytes);
  }

  const std::vector<StoredSegment>& segments_;
  const std::vector<uint32_t>& first_file_;
  const std::vector<uint32_t> file_ranks_;
  const ArticleOrder& order_;
};

class Naming {
 public:
  Naming(const std::vector<StoredSegment>& segments, const std::vector<uint32_t>& first_file,
         const std::vector<CatalogFile>& files, ArticleOrder* order)
      : segments_(segments),
        first_file_(first_file),
        files_(files),
        order_(*order),
        sorter_(segments, first_file, files, order) {}

  void Run() {
    do {
      sorter_.Sort(&order_.articles);
      // Every renaming makes an id longer, so this ends.
    } while (RenameRepeated());
  }

 private:
  const SegmentRow& Row(ArticleRef at) const { return segments_[at.segment].segment.rows[at.row]; }

  std::string PlaceOf(ArticleRef at) const {
    const SegmentRow& row = Row(at);
    const std::string& name = files_[first_file_[at.segment] + row.file].input.name;
    return row.line == 0 ? name : absl::StrFormat("%s:%d", name, row.line);
  }

  // One round: of each id the first article in the order read keeps it. False where no other was renamed.
  bool RenameRepeated() {
    std::vector<ArticleRef>& articles = order_.articles;
    bool renamed = false;
    size_t kept = 0;
    for (size_t i = 0; i < articles.size();) {
      size_t end = i + 1;
      const std::string_view id = sorter_.Id(articles[i]);
      while (end < articles.size() && sorter_.Id(articles[end]) == id) ++end;
      if (end - i == 1) {
        articles[kept++] = articles[i++];
        continue;
      }
      renamed |= TellApart(std::string(id), i, end, &kept);
      i = end;
    }
    articles.resize(kept);
    return renamed;
  }

  bool TellApart(const std::string& id, size_t begin, size_t end, size_t* kept) {
    std::vector<ArticleRef>& articles = order_.articles;
    absl::flat_hash_set<uint64_t> texts;
    bool renamed = false;
    for (size_t i = begin; i < end; ++i) {
      const ArticleRef at = articles[i];
      const uint64_t text_hash = Row(at).text_hash;
      if (!texts.insert(text_hash).second) {
        order_.incidents.push_back({Incident::Kind::kRepeated, PlaceOf(at),
                                    absl::StrFormat("id \"%s\" again with the same text; counted once", id)});
        continue;
      }
      if (i > begin) {
        std::string new_id = absl::StrFormat("%s~%016x", id, text_hash);
        order_.incidents.push_back(
            {Incident::Kind::kMended, PlaceOf(at),
             absl::StrFormat("id \"%s\" again with another text; renamed \"%s\"", id, new_id)});
        order_.new_ids[at.Packed()] = std::move(new_id);
        renamed = true;
      }
      articles[(*kept)++] = at;
    }
    return renamed;
  }

  const std::vector<StoredSegment>& segments_;
  const std::vector<uint32_t>& first_file_;
  const std::vector<CatalogFile>& files_;
  ArticleOrder& order_;
  Sorter sorter_;
};

}  // namespace

ArticleOrder OrderArticles(const std::vector<StoredSegment>& segments,
                           const std::vector<uint32_t>& first_file, const std::vector<CatalogFile>& files,
                           NewIds new_ids) {
  ArticleOrder order;
  order.new_ids = std::move(new_ids);
  size_t count = 0;
  for (const StoredSegment& stored : segments) count += stored.segment.rows.size();
  order.articles.reserve(count);
  for (uint32_t segment = 0; segment < segments.size(); ++segment) {
    for (uint32_t row = 0; row < segments[segment].segment.rows.size(); ++row) {
      order.articles.push_back({segment, row});
    }
  }
  Naming(segments, first_file, files, &order).Run();
  return order;
}

}  // namespace samestory
