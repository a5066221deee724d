package org.arcoforge.open;

import java.io.IOException;
import java.util.Locale;
import org.arcoforge.format.FileFormat;
import org.arcoforge.format.FirstBytes;
import org.arcoforge.format.FormatException;
import org.arcoforge.format.Guard;
import org.arcoforge.format.GuardedReader;
import org.arcoforge.format.ReadOptions;
import org.arcoforge.format.SourceReader;
import org.arcoforge.format.cdm.CdmReader;
import org.arcoforge.format.grib.GribReader;
import org.arcoforge.format.hdf5.Hdf5Reader;
import org.arcoforge.format.netcdf3.Netcdf3Reader;
import org.arcoforge.format.packed.FilePacking;
import org.arcoforge.format.packed.Unpacking;
import org.arcoforge.format.tiff.TiffReader;
import org.arcoforge.source.ByteSource;

/** Finds the reader for a file. */
public final class FormatDetection {
  private FormatDetection() {}

  /**
   * Opens a file. Its first bytes decide; they must agree with what the recipe says. A compressed
   * file, or a zip archive with one file, is unpacked first.
   *
   * @param source its bytes; closed with the reader, and if this throws
   * @param options what the recipe says of it
   * @throws org.arcoforge.format.FormatException if it is of no known format, or of another one
   *     than said
   */
  public static SourceReader open(ByteSource source, ReadOptions options) throws IOException {
    try {
      SourceReader reader =
          Guard.at(source.url(), "the beginning of the file", () -> reader(source, options));
      return GuardedReader.of(source.url(), reader);
    } catch (IOException | RuntimeException e) {
      try {
        source.close();
      } catch (IOException closing) {
        e.addSuppressed(closing);
      }
      throw e;
    }
  }

  private static SourceReader reader(ByteSource source, ReadOptions options) throws IOException {
    FileKind kind = FileKind.of(source);
    if (!kind.isCompressed()) {
      return plain(source, options);
    }
    ByteSource unpacked = unpacked(source, kind, options.settings().mostUnpackedBytes());
    try {
      if (FileKind.of(unpacked).isCompressed()) {
        throw FormatException.unsupported(
            source.url(),
            "the file is "
                + kind.words()
                + ", and what is in it is "
                + FileKind.of(unpacked).words()
                + "; unpack it beforehand");
      }
      return plain(unpacked, options);
    } catch (IOException | RuntimeException e) {
      unpacked.close();
      throw e;
    }
  }

  private static ByteSource unpacked(ByteSource source, FileKind kind, long most)
      throws IOException {
    return switch (kind) {
      case GZIP -> Unpacking.open(source, FilePacking.GZIP, most);
      case BZIP2 -> Unpacking.open(source, FilePacking.BZIP2, most);
      case XZ -> Unpacking.open(source, FilePacking.XZ, most);
      case ZSTD -> Unpacking.open(source, FilePacking.ZSTD, most);
      case ZIP -> Unpacking.member(source, "", most);
      default ->
          throw FormatException.unsupported(
              source.url(),
              "the file is "
                  + kind.words()
                  + ", which is not unpacked (gzip, bzip2, xz, zstd and a zip archive with one file"
                  + " are); unpack it beforehand");
    };
  }

  private static SourceReader plain(ByteSource source, ReadOptions options) throws IOException {
    FileFormat format = options.format();
    String group = options.group();
    if (format == FileFormat.OPENDAP || format == FileFormat.ZARR) {
      throw FormatException.unsupported(
          source.url(), "`format: " + name(format) + "` is not a format of single files");
    }
    FileKind kind = FileKind.of(source);
    checkData(source, kind);
    checkDeclared(source, format, kind);
    if (kind != FileKind.GRIB && !options.filterByKeys().isEmpty()) {
      throw FormatException.unsupported(
          source.url(),
          "the recipe says filter_by_keys, which chooses GRIB messages, but the file is "
              + kind.words()
              + ": leave it out");
    }
    return switch (kind) {
      case NETCDF3 -> netcdf3(source, group);
      case HDF5 -> Hdf5Reader.open(source, group, options.settings().jdkInflater());
      case TIFF -> TiffReader.open(source);
      case GRIB -> GribReader.open(source, options.filterByKeys());
      default -> CdmReader.open(source, group);
    };
  }

  private static SourceReader netcdf3(ByteSource source, String group) throws IOException {
    if (!group.isEmpty() && !group.equals("/") && !group.equals("**")) {
      throw FormatException.unsupported(
          source.url(),
          "the recipe asks for group '" + group + "', but netCDF classic files have no groups");
    }
    return Netcdf3Reader.open(source);
  }

  private static void checkData(ByteSource source, FileKind kind) throws IOException {
    if (kind == FileKind.EMPTY) {
      throw FormatException.corrupt(
          source.url(), "the file is empty (0 bytes); fetch it again or list it as missing");
    }
    if (kind == FileKind.HTML) {
      throw FormatException.corrupt(
          source.url(),
          "looks like an HTML page: the server answered with a web page instead of data (a login, an"
              + " error, or a folder listing?); open the URL in a browser"
              + FirstBytes.shown(source));
    }
    if (kind == FileKind.XML) {
      throw FormatException.corrupt(
          source.url(),
          "looks like an XML document: the server answered with a message instead of data"
              + FirstBytes.shown(source));
    }
  }

  private static void checkDeclared(ByteSource source, FileFormat format, FileKind kind)
      throws IOException {
    FileFormat found =
        switch (kind) {
          case NETCDF3 -> FileFormat.NETCDF3;
          case HDF5 -> FileFormat.NETCDF4;
          case GRIB -> FileFormat.GRIB;
          case TIFF -> FileFormat.TIFF;
          default -> FileFormat.AUTO;
        };
    if (format == FileFormat.AUTO || format == found) {
      return;
    }
    if (kind == FileKind.UNKNOWN) {
      throw FormatException.corrupt(
          source.url(),
          "the recipe says `format: "
              + name(format)
              + "`, but the file ("
              + source.size()
              + " bytes) is "
              + kind.words()
              + FirstBytes.shown(source));
    }
    throw FormatException.unsupported(
        source.url(),
        "the recipe says `format: "
            + name(format)
            + "`, but the file is "
            + kind.words()
            + ": write `format: "
            + name(found)
            + "`");
  }

  private static String name(FileFormat format) {
    return format.name().toLowerCase(Locale.ROOT);
  }
}
