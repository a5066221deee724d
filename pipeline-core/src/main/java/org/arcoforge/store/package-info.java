/**
 * Objects in a bucket or a folder: created whole or not at all, replaced only under a generation
 * match, read by ranges. It is the only package that sees a cloud SDK. It must not know arrays,
 * Zarr or recipes.
 *
 * <p>The contract first, then its implementations:
 *
 * <p><b>Contract</b>
 *
 * <ul>
 *   <li>{@link ObjectStore}: what every store does
 *   <li>{@link ObjectDraft}: an object written piece by piece
 *   <li>{@link ObjectInfo}: what it knows of an object
 *   <li>{@link ObjectNotFoundException}: no such object
 *   <li>{@link ObjectExistsException}: another object has the key
 *   <li>{@link GenerationMismatchException}: changed meanwhile
 *   <li>{@link StoreAccessException}: not permitted
 *   <li>{@link StoreFailureException}: may pass
 *   <li>{@link ObjectKeys}: keys and checksums, checked, and media types
 * </ul>
 *
 * <p><b>Opening</b>
 *
 * <ul>
 *   <li>{@link ObjectStores}: by URL
 *   <li>{@link OpenStores}: each once; what a process has created is not asked for again
 *   <li>{@link PrefixStore}: a part of a store
 *   <li>{@link ReadOnlyStore}: a store that is only read
 *   <li>{@link RemoteStore}: a store behind a network
 * </ul>
 *
 * <p><b>Local folders</b>
 *
 * <ul>
 *   <li>{@link LocalObjectStore}: files as objects
 *   <li>{@link LocalDraft}: a file, piece by piece
 *   <li>{@link LocalFiles}: what files look like, and their URLs
 *   <li>{@link LocalListing}: lists
 *   <li>{@link LocalLock}: the right to replace
 *   <li>{@link LocalTemp}: files being written
 *   <li>{@link LocalFailures}: errors
 * </ul>
 *
 * <p><b>Cloud Storage</b>
 *
 * <ul>
 *   <li>{@link GcsObjectStore}: a bucket
 *   <li>{@link GcsConnections}: clients, and what they tell of requests
 *   <li>{@link GcsFailures}: answers, sorted
 * </ul>
 *
 * <p><b>S3</b>
 *
 * <ul>
 *   <li>{@link S3ObjectStore}: a bucket
 *   <li>{@link S3Writes}: writes under conditions
 *   <li>{@link S3Calls}: single requests
 *   <li>{@link S3Connections}: clients, what they tell of requests, and what a service heeds
 *   <li>{@link S3Failures}: answers, sorted
 * </ul>
 *
 * <p><b>Memory</b>
 *
 * <ul>
 *   <li>{@link MemoryObjectStore}: objects in the heap
 * </ul>
 */
@NullMarked
package org.arcoforge.store;

import org.jspecify.annotations.NullMarked;
