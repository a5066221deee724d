/**
 * How a store becomes visible: run ids, leases, receipts, and the order of writing (data, then
 * metadata, then consolidated metadata). Knows arrays, Zarr and object stores; nothing of sources
 * or pipelines.
 */
@NullMarked
package org.arcoforge.commit;

import org.jspecify.annotations.NullMarked;
