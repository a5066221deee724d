/**
 * Zarr v2 and v3: metadata documents, codecs, chunk keys, encoding and decoding of chunks and
 * shards, following the specifications at zarr-specs.readthedocs.io. It reads and writes objects of
 * a store. It must not know where values come from or when they are published.
 *
 * <p>In the order of the specifications:
 *
 * <p><b>Doors</b>
 *
 * <ul>
 *   <li>{@link ZarrStore}: opens a hierarchy and writes its metadata
 *   <li>{@link ZarrStoreReader}: an open hierarchy
 *   <li>{@link ArrayReader}: values of one array, read by region
 *   <li>{@link ArrayEncoder}: values of one array, turned into objects
 *   <li>{@link ArrayDescription}: what an array's metadata say
 *   <li>{@link ZarrException}: damaged, or not supported
 * </ul>
 *
 * <p><b>v3 core: hierarchy and metadata documents</b>
 *
 * <ul>
 *   <li>{@link Hierarchy}: the documents of a store, consolidated or found by walking
 *   <li>{@link MetadataWriter}: all documents of a store, consolidated metadata included
 *   <li>{@link ArrayDocument3}: {@code zarr.json}, written
 *   <li>{@link ArrayParser3}: {@code zarr.json}, read
 *   <li>{@link VariableParser}: what both formats have in common, read
 *   <li>{@link DimensionNames}: {@code dimension_names}; {@code _ARRAY_DIMENSIONS} in format 2
 *   <li>{@link GroupedDimensions}: dimensions of one name in several groups
 *   <li>{@link AttributesJson}: {@code attributes}
 *   <li>{@link FillValueJson}: {@code fill_value}
 *   <li>{@link JsonDocument}: JSON that was read, with checks
 *   <li>{@link JsonWriter}: JSON as it is written
 * </ul>
 *
 * <p><b>v3 core: chunk grid and chunk keys</b>
 *
 * <ul>
 *   <li>{@link ChunkKeyEncoding}: {@code chunk_key_encoding}
 *   <li>{@link ObjectBytes}: bytes of an object, as far as they are wanted
 *   <li>{@link ZarrArray}: the chunks of an array, found and read
 *   <li>{@link ChunkDecoder}: bytes of a chunk to elements
 *   <li>{@link ChunkEncoder}: elements of a tile to the bytes of a chunk
 *   <li>{@link ObjectEncoder}: elements of a tile to objects: chunks or shards
 *   <li>{@link PartEncoder}: a large chunk, encoded as its bytes come
 *   <li>{@link EncoderBuffers}: storage that encoders share
 *   <li>{@link Buffer}: bytes that are reused
 * </ul>
 *
 * <p><b>v3 core: codecs</b>
 *
 * <ul>
 *   <li>{@link CodecPipeline}: {@code codecs} of an array, read
 *   <li>{@link CodecChoice}: the codec that a recipe chose
 *   <li>{@link FilterChoice}: the filters before it
 *   <li>{@link CodecParser}: one codec from JSON
 *   <li>{@link ByteCodec}: the contract of codecs of bytes
 *   <li>{@link ChainCodec}: several of them
 *   <li>{@link DecodeOnly}: one that is never written
 * </ul>
 *
 * <p><b>v3 codecs, one specification each</b>
 *
 * <ul>
 *   <li>{@link ElementForm}: {@code bytes}: elements in a chunk
 *   <li>{@link SwapCodec}: {@code bytes} with {@code endian: big}
 *   <li>{@link Transpose}: {@code transpose}; {@code order} in format 2
 *   <li>{@link BloscCodec}: {@code blosc}
 *   <li>{@link BloscFrame}: its frames, part by part
 *   <li>{@link BloscParts}: a frame, joined of those of its parts
 *   <li>{@link DeflateCodec}: {@code gzip}; {@code zlib} of numcodecs
 *   <li>{@link ZstdCodec}: {@code zstd}
 *   <li>{@link Crc32cCodec}: {@code crc32c}
 *   <li>{@link VlenUtf8}: {@code vlen-utf8}
 *   <li>{@link ShardForm}: {@code sharding_indexed}: its configuration
 *   <li>{@link ShardIndex}: its index
 *   <li>{@link ShardEncoder}: shards, written
 *   <li>{@link ShardReader}: shards, read
 * </ul>
 *
 * <p><b>v2</b>
 *
 * <ul>
 *   <li>{@link ArrayDocument2}: {@code .zarray} and {@code .zattrs}, written
 *   <li>{@link ArrayParser2}: the same, read
 *   <li>{@link FilterParser}: filters and compressors of numcodecs from JSON
 *   <li>{@link ShuffleCodec}: {@code shuffle}
 *   <li>{@link NumberCodec}: {@code delta}, {@code fixedscaleoffset}
 *   <li>{@link PackBitsCodec}: {@code packbits}
 *   <li>{@link StreamCodec}: {@code bz2}, {@code lzma}, {@code lz4}
 *   <li>{@link IdentityCodec}: filters that leave nothing to undo
 * </ul>
 */
@NullMarked
package org.arcoforge.zarr;

import org.jspecify.annotations.NullMarked;
