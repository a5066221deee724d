/**
 * How a store becomes visible: run ids, leases, receipts, and the order of writing (data, then
 * metadata, then consolidated metadata). It knows arrays, Zarr and object stores. It must not know
 * sources or pipelines.
 *
 * <p>In the order of a run:
 *
 * <ul>
 *   <li>{@link RunId}: names a run and its version
 *   <li>{@link BucketPolicy}: which store may be written
 *   <li>{@link Lease}: the right to bake a recipe
 *   <li>{@link LeaseKeeper}: renews it
 *   <li>{@link LeaseState}: looks at it
 *   <li>{@link UserName}: who has it
 *   <li>{@link JobLease}: the same right of all workers of a job
 *   <li>{@link LeaseHeldException}: somebody else has it
 *   <li>{@link RunFolder}: evidence of the run
 *   <li>{@link IntermediateFolder}: what lies in scratch meanwhile
 *   <li>{@link Receipt}: proof of one tile
 *   <li>{@link Receipts}: each of them, written and read
 *   <li>{@link CombinedReceipt}: those of neighbouring tiles in one object
 *   <li>{@link RunReceipts}: all of a run, combined ones first
 *   <li>{@link ObjectIndex}: objects by key
 *   <li>{@link Ledger}: receipts against the chunk grid
 *   <li>{@link WrittenObjects}: receipts against the store
 *   <li>{@link ReadAhead}: many small objects, read
 *   <li>{@link DraftStore}: data without metadata, read
 *   <li>{@link StorePublisher}: metadata, consolidated metadata last
 *   <li>{@link Manifest}: all objects of the published store
 * </ul>
 */
@NullMarked
package org.arcoforge.commit;

import org.jspecify.annotations.NullMarked;
