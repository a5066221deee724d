package org.arcoforge.cf;

/**
 * What stored numbers, as doubles, come to.
 *
 * @param min smallest, of no meaning if there is none
 * @param max largest, likewise
 * @param count of those that are not missing
 */
record BlockSummary(double min, double max, double sum, int count) {}
