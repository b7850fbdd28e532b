"""Search: what loading counted becomes the files of an index. Knows no page, and neither disk nor clock.

``docs/search-format.md`` describes the files.
"""
