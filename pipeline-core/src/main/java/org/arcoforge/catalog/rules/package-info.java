/**
 * The rules of a catalog beyond its schemas: each takes documents and says what does not hold in
 * them, where, and what to write. They are pure: who calls reads the documents, and the stores and
 * addresses that they are held against. It must not know how documents are made, the page, or any
 * server.
 */
@NullMarked
package org.arcoforge.catalog.rules;

import org.jspecify.annotations.NullMarked;
