"""The theme contract, and one page → bytes. Knows nothing of disk, clock or other pages."""
