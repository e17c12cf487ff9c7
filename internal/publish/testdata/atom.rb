# Holds an Atom feed against the rules of its format with the validating reader of
# Ruby's own library, and tells what it read. Ends with an error for a feed that
# breaks them.
#   ruby atom.rb FILE
require 'json'
require 'rss'

feed = RSS::Parser.parse(File.read(ARGV[0], encoding: 'UTF-8'), true)
abort "read as #{feed.class}" unless feed.is_a?(RSS::Atom::Feed)
links = ->(x) { x.links.to_h { |l| [l.rel, l.href] } }
puts JSON.generate(
  id: feed.id.content, title: feed.title.content, updated: feed.updated.content.iso8601, author: feed.author&.name&.content, links: links[feed],
  entries: feed.entries.map { |e|
    { id: e.id.content, title: e.title.content, updated: e.updated.content.iso8601, published: e.published.content.iso8601, links: links[e], summary: e.summary.content }
  }
)
