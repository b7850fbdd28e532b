"""One bundle → Entry: front matter, Markdown, transcript, links. Knows nothing of the site."""
