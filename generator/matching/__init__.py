"""Who could work with whom: offers and needs, supply chains and their gaps."""
