"use strict";
// Comfort only: every page says all it has to say without this.
