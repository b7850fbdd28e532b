"""The ground floor: digests, diagnostics, addresses and text folding. Knows nothing of portals."""
