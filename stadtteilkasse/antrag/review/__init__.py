"""The staff's pages of the review. Case and list stand in the room akte."""
