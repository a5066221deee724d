package org.arcoforge.plan;

/**
 * What stored numbers, as doubles, come to.
 *
 * @param min smallest, of no meaning if there is none
 * @param max largest, likewise
 * @param count of those that are not missing
 */
record Summary(double min, double max, double sum, int count) {}
