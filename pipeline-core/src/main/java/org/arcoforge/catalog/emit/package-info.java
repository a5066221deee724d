/**
 * The data sets of a catalog in the forms of others: intake, LEAP's web catalog, schema.org with
 * sitemap and landing pages, llms.txt, BibTeX, DataCite, intake-esm, and the knowledge graph. All
 * of it follows from the STAC documents and is written only where it differs. It must not know how
 * stores are made, what the search page looks like, or any server.
 */
@NullMarked
package org.arcoforge.catalog.emit;

import org.jspecify.annotations.NullMarked;
