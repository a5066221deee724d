/**
 * A web server for a catalog: its documents and stores as files, and the STAC API over its items.
 * It reads STAC documents and objects, and must not know how they were made; it writes nothing.
 *
 * <ul>
 *   <li>{@link CatalogServer}: the server
 *   <li>{@link StoreHandler}: objects of a store as files
 *   <li>{@link ByteRange}: the range of a request
 *   <li>{@link StacApi}: the paths of the API
 *   <li>{@link StacIndex}: items and collections in memory
 *   <li>{@link IndexedDocument}: one of them, with what is searched
 *   <li>{@link WordIndex}: which of them have a word
 *   <li>{@link TimeIndex}: which of them have a time
 *   <li>{@link ItemSearch}: what a request asks for
 *   <li>{@link SearchText}: its texts, read and checked
 *   <li>{@link TimeSpan}: instants and intervals
 *   <li>{@link ApiLinks}: documents as the API shows them
 *   <li>{@link ApiException}: a request that cannot be answered
 * </ul>
 */
@NullMarked
package org.arcoforge.runners.serve;

import org.jspecify.annotations.NullMarked;
