"""At the foot of a page: pictures wait, rules vanish, columns fill it, the end brings lines along."""
