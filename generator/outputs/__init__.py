"""Which files make a site: entries, lists, terms, feeds, calendar, sitemap, data, assets."""
