//! What a grievance is.
