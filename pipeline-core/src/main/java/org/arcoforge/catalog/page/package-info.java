/**
 * The catalog's page: an index of the data sets that are current, derived from the STAC documents
 * beside it, and the files of a static site that reads both. It must not know how stores are made,
 * what the page looks like, or any server.
 */
@NullMarked
package org.arcoforge.catalog.page;

import org.jspecify.annotations.NullMarked;
