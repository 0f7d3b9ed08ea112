// Declares nothing: linking this target is what it is for.
