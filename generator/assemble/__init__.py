"""All entries → Site: routes, taxonomies, queries, related entries, quotes. Makes no HTML."""
