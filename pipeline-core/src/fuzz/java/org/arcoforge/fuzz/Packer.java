package org.arcoforge.fuzz;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** The ways in which files are packed. */
enum Packer {
  GZIP {
    @Override
    OutputStream around(OutputStream out) throws IOException {
      return new GZIPOutputStream(out);
    }

    @Override
    byte[] repaired(byte[] packed) {
      return withChecksum(packed);
    }
  },
  BZIP2 {
    @Override
    OutputStream around(OutputStream out) throws IOException {
      return new BZip2CompressorOutputStream(out, 1);
    }
  },
  XZ {
    @Override
    OutputStream around(OutputStream out) throws IOException {
      return new XZOutputStream(out, new LZMA2Options(0));
    }
  },
  ZSTD {
    @Override
    byte[] pack(byte[] bytes) {
      return Zstd.compress(bytes);
    }
  },
  ZIP {
    @Override
    OutputStream around(OutputStream out) throws IOException {
      return zip(out, ZipEntry.DEFLATED);
    }
  },
  STORED {
    @Override
    byte[] pack(byte[] bytes) throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(out)) {
        ZipEntry entry = new ZipEntry("a.nc");
        CRC32 crc = new CRC32();
        crc.update(bytes);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
      }
      return out.toByteArray();
    }
  };

  private static OutputStream zip(OutputStream out, int method) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    zip.setMethod(method);
    zip.putNextEntry(new ZipEntry("a.nc"));
    return zip;
  }

  OutputStream around(OutputStream out) throws IOException {
    return out;
  }

  byte[] pack(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream packing = around(out)) {
      packing.write(bytes);
    }
    return out.toByteArray();
  }

  /** With checksums that are right for what comes out of spoilt bytes, where that can be done. */
  byte[] repaired(byte[] packed) {
    return packed;
  }

  private static byte[] withChecksum(byte[] packed) {
    int header = 10;
    if (packed.length < header + 8) {
      return packed;
    }
    byte[] out = new byte[1 << 16];
    Inflater inflater = new Inflater(true);
    CRC32 crc = new CRC32();
    int length = 0;
    try {
      inflater.setInput(packed, header, packed.length - header);
      while (!inflater.finished() && !inflater.needsInput() && !inflater.needsDictionary()) {
        int n = inflater.inflate(out);
        crc.update(out, 0, n);
        length += n;
      }
      long end = header + inflater.getBytesRead();
      if (inflater.finished() && end + 8 <= packed.length) {
        for (int i = 0; i < 4; i++) {
          packed[(int) end + i] = (byte) (crc.getValue() >>> (8 * i));
          packed[(int) end + 4 + i] = (byte) (length >>> (8 * i));
        }
      }
    } catch (DataFormatException e) {
      return packed; // no checksum is right for this
    } finally {
      inflater.end();
    }
    return packed;
  }
}
