/**
 * Reads NetCDF-4 and other HDF5 files from ranges of bytes, after the HDF5 File Format
 * Specification 3.0 and the NetCDF-4 conventions on top of it. Structure is parsed with bounds and
 * checksums, chunks are decoded one by one into reused buffers. It must not know where the bytes
 * come from, and follows no link out of the file.
 *
 * <p>In the order of the specification:
 *
 * <p><b>Doors</b>
 *
 * <ul>
 *   <li>{@link Hdf5Reader}: one group of a file, or the whole tree
 * </ul>
 *
 * <p><b>Bytes of the structure</b>
 *
 * <ul>
 *   <li>{@link MetadataBytes}: through a cache of blocks
 *   <li>{@link Cursor}: fields one after the other
 *   <li>{@link Lookup3}: the checksum of structures
 * </ul>
 *
 * <p><b>II. Level 0: file metadata</b>
 *
 * <ul>
 *   <li>{@link Superblock}: II.A, versions 0 to 3
 * </ul>
 *
 * <p><b>III. Level 1: file infrastructure</b>
 *
 * <ul>
 *   <li>{@link BTree2}: III.A.2, version 2 B-trees
 *   <li>{@link GroupLinks}: III.A.1, III.B to III.D: members of old groups (version 1 B-trees,
 *       symbol table nodes and entries, local heaps); those of new groups from link messages
 *   <li>{@link GlobalHeap}: III.E
 *   <li>{@link FractalHeap}: III.F
 * </ul>
 *
 * <p><b>IV. Level 2: data objects</b>
 *
 * <ul>
 *   <li>{@link ObjectHeader}: IV.A, prefixes and messages
 *   <li>{@link Dataspace}: IV.A.2, dataspace message
 *   <li>{@link Datatype}: datatype message
 *   <li>{@link Layout}: data layout message
 *   <li>{@link Filter}: one filter of the filter pipeline message
 *   <li>{@link RawAttribute}: attribute message, value not decoded
 *   <li>{@link AttributeDecoder}: its value
 *   <li>{@link DatasetHeader}: all messages of a dataset
 *   <li>{@link GroupTree}: groups in groups
 * </ul>
 *
 * <p><b>VII. Indexes of chunks</b>
 *
 * <ul>
 *   <li>{@link ChunkIndex}: all kinds, version 1 B-trees too
 *   <li>{@link ChunkTable}: what they say, by chunk number
 *   <li>{@link FixedArray}: fixed array index
 *   <li>{@link ExtensibleArray}: extensible array index
 *   <li>{@link ArrayElements}: elements of both
 * </ul>
 *
 * <p><b>Values</b>
 *
 * <ul>
 *   <li>{@link HyperslabReader}: a hyperslab of a dataset
 *   <li>{@link ChunkBuffers}: storage of one thread
 *   <li>{@link Element}: elements as values of ours
 *   <li>{@link Texts}: strings
 * </ul>
 *
 * <p><b>Filters of the library, by number</b>
 *
 * <ul>
 *   <li>{@link FilterPipeline}: all filters of a dataset, undone
 *   <li>{@link ChunkFilter}: the contract of one
 *   <li>{@link Deflate}: 1
 *   <li>{@link Shuffle}: 2
 *   <li>{@link Fletcher32}: 3
 *   <li>{@link Szip}: 4
 *   <li>{@link AecDecoder}: its coding
 *   <li>{@link Nbit}: 5
 *   <li>{@link ScaleOffsetFilter}: 6
 *   <li>{@link PackedBits}: bits for the last three
 * </ul>
 *
 * <p><b>Registered filters, by number</b>
 *
 * <ul>
 *   <li>{@link Bzip2}: 307
 *   <li>{@link Lzf}: 32000
 *   <li>{@link BloscFilter}: 32001
 *   <li>{@link Lz4}: 32004
 *   <li>{@link Bitshuffle}: 32008
 *   <li>{@link Zstandard}: 32015
 * </ul>
 *
 * <p><b>NetCDF-4 and our own description</b>
 *
 * <ul>
 *   <li>{@link DimensionScales}: dimensions of NetCDF-4
 *   <li>{@link GroupDescriber}: the description of a group
 *   <li>{@link StoredVariable}: a variable with what reading it takes
 *   <li>{@link ZarrCodec}: filters in the words of Zarr, for chunks that are copied
 * </ul>
 */
@NullMarked
package org.arcoforge.format.hdf5;

import org.jspecify.annotations.NullMarked;
