package org.arcoforge.format.grib;

/**
 * This is a field as the scan of the messages finds it.
 *
 * @param place where its values are
 * @param identification section 1
 * @param discipline edition 2: of section 0
 * @param local edition 2: section 2, or no octets
 * @param grid the grid's section, or no octets
 * @param product edition 2: section 4; edition 1: section 1
 */
record Found(
    Place place, Octets identification, int discipline, Octets local, Octets grid, Octets product) {

  int edition() {
    return place.edition();
  }
}
