/**
 * The knowledge graph of a catalog: which data sets, versions, recipes, runs, archives, papers,
 * people and software have to do with each other, as JSON-LD after PROV-O and schema.org, and plain
 * questions about it. All of it follows from the STAC documents. It must not know files of data,
 * any server, or how answers are printed.
 */
@NullMarked
package org.arcoforge.catalog.graph;

import org.jspecify.annotations.NullMarked;
