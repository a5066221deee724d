package org.arcoforge.cf;

/**
 * A block summary holds minimum, maximum and count of stored numbers, as doubles and without
 * missing values.
 *
 * @param min smallest, of no meaning if there is none
 * @param max largest, likewise
 * @param count of those that are not missing
 */
record BlockSummary(double min, double max, double sum, int count) {}
