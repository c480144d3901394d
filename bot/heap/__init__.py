"""What fills the memory of a running bot: snapshots on request, and what grew between two of them."""
