package org.arcoforge.format.grib;

/**
 * A place says where a field's packed values are in the file, and what unpacks them.
 *
 * @param message number of its message, from 1
 * @param edition 1 or 2
 * @param decimalScale edition 1: the power of ten by which values were scaled
 * @param representation edition 2: section 5; edition 1: none of its octets
 * @param bitmapAt first byte of the section with the bitmap, -1 for none
 * @param bitmapBytes length of that section
 * @param dataAt first byte of the data section
 * @param dataBytes its length
 */
record Place(
    int message,
    int edition,
    int decimalScale,
    Octets representation,
    long bitmapAt,
    int bitmapBytes,
    long dataAt,
    int dataBytes) {}
