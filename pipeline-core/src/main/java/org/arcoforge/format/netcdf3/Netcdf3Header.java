package org.arcoforge.format.netcdf3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.format.CharText;
import org.arcoforge.format.FormatException;
import org.arcoforge.format.Guard;
import org.arcoforge.source.ByteSource;

/**
 * Parses the header of a classic file: "NetCDF Classic Format Specification" (Unidata), with its
 * 64-bit offset variant and the CDF-5 variant of PnetCDF.
 *
 * @param version 1, 2 or 5
 */
record Netcdf3Header(int version, Attributes attributes, List<Netcdf3Variable> variables) {

  static Netcdf3Header read(ByteSource source) throws IOException {
    return Guard.at(source.url(), "the netCDF header", () -> new Parser(source).header());
  }

  /** This is a variable before the size of a record is known. */
  private record Raw(
      String name, List<Integer> dims, Attributes attributes, int nctype, long begin) {}

  private static final class Parser {
    private static final int DIMENSION = 0x0A;
    private static final int VARIABLE = 0x0B;
    private static final int ATTRIBUTE = 0x0C;
    private static final int CHAR = 2;

    private final ByteSource source;
    private final ForwardBytes in;
    private int version;
    private long records;
    private final List<String> dimNames = new ArrayList<>();
    private final List<Long> dimLengths = new ArrayList<>();

    Parser(ByteSource source) {
      this.source = source;
      this.in = new ForwardBytes(source);
    }

    Netcdf3Header header() throws IOException {
      int magic = in.i4();
      version = magic & 0xFF;
      if (magic >>> 8 != 0x434446 || (version != 1 && version != 2 && version != 5)) {
        throw corrupt("it does not begin with CDF and 1, 2 or 5");
      }
      records = version == 5 ? in.i8() : in.i4(); // -1: not known, count by the file's size
      if (records < -1) {
        throw corrupt("it says that there are " + records + " records");
      }
      for (long n = list(DIMENSION, "dimensions"); n > 0; n--) {
        dimNames.add(name());
        dimLengths.add(count());
      }
      if (dimLengths.stream().filter(n -> n == 0).count() > 1) {
        throw corrupt("there are two unlimited dimensions");
      }
      Attributes global = attributes();
      List<Raw> raws = new ArrayList<>();
      for (long n = list(VARIABLE, "variables"); n > 0; n--) {
        Raw raw = variable();
        if (raws.stream().anyMatch(r -> r.name.equals(raw.name))) {
          throw corrupt("there are two variables " + raw.name);
        }
        raws.add(raw);
      }
      long stride = recordStride(raws);
      if (records == -1) {
        records = countRecords(raws, stride);
      }
      List<Netcdf3Variable> variables = new ArrayList<>();
      for (Raw raw : raws) {
        variables.add(placed(raw, stride));
      }
      return new Netcdf3Header(version, global, List.copyOf(variables));
    }

    private FormatException corrupt(String what) {
      return FormatException.corrupt(
          source.url(), "the netCDF header is damaged at byte " + in.position() + ": " + what);
    }

    /** Counts are 32 bits, in CDF-5 64. */
    private long count() throws IOException {
      long n = version == 5 ? in.i8() : in.i4();
      if (n < 0) {
        throw corrupt("a length of " + n);
      }
      return n;
    }

    private long list(int tag, String what) throws IOException {
      int found = in.i4();
      long n = count();
      if (found != tag && (found != 0 || n != 0)) {
        throw corrupt("expected the list of " + what + " (tag " + tag + "), found tag " + found);
      }
      in.need(Math.multiplyExact(n, 4L)); // no entry is shorter
      return n;
    }

    private String name() throws IOException {
      long n = count();
      String name = in.text(n);
      in.pad(n);
      if (name.isEmpty()) {
        throw corrupt("an empty name");
      }
      return name;
    }

    private Attributes attributes() throws IOException {
      Map<String, AttributeValue> values = new LinkedHashMap<>();
      for (long n = list(ATTRIBUTE, "attributes"); n > 0; n--) {
        values.put(name(), value());
      }
      return Attributes.of(values);
    }

    private AttributeValue value() throws IOException {
      int nctype = in.i4();
      long n = count();
      int width = width(nctype);
      in.need(Math.multiplyExact(n, (long) width));
      if (nctype == CHAR) {
        AttributeValue text = AttributeValue.of(CharText.decode(in.bytes(n), null));
        in.pad(n);
        return text;
      }
      DataType type = type(nctype);
      List<Object> list = new ArrayList<>();
      for (long i = 0; i < n; i++) {
        list.add(number(type));
      }
      in.pad(n * width);
      return new AttributeValue(type, list);
    }

    private Object number(DataType type) throws IOException {
      return switch (type) {
        case INT8 -> (long) (byte) in.u1();
        case UINT8 -> (long) in.u1();
        case INT16 -> (long) in.i2();
        case UINT16 -> in.i2() & 0xFFFFL;
        case INT32 -> (long) in.i4();
        case UINT32 -> in.i4() & 0xFFFFFFFFL;
        case INT64, UINT64 -> in.i8();
        case FLOAT32 -> (double) Float.intBitsToFloat(in.i4());
        case FLOAT64 -> Double.longBitsToDouble(in.i8());
        default -> throw new IllegalStateException(type.id());
      };
    }

    private Raw variable() throws IOException {
      String name = name();
      long rank = count();
      in.need(Math.multiplyExact(rank, 4L));
      List<Integer> dims = new ArrayList<>();
      for (int d = 0; d < rank; d++) {
        long id = count();
        if (id >= dimNames.size()) {
          throw corrupt("variable " + name + " has dimension number " + id);
        }
        if (d > 0 && dimLengths.get((int) id) == 0) {
          throw corrupt("the unlimited dimension is not the first of variable " + name);
        }
        dims.add((int) id);
      }
      Attributes attributes = attributes();
      int nctype = in.i4();
      width(nctype);
      if (version == 5) { // the size is redundant, and wrong where it does not fit
        in.i8();
      } else {
        in.i4();
      }
      long begin = version == 1 ? in.i4() & 0xFFFFFFFFL : in.i8();
      if (begin < 0) {
        throw corrupt("variable " + name + " begins at " + begin);
      }
      return new Raw(name, dims, attributes, nctype, begin);
    }

    private boolean isRecord(Raw raw) {
      return !raw.dims.isEmpty() && dimLengths.get(raw.dims.get(0)) == 0;
    }

    /** Bytes of the variable, or of one of its records. */
    private long bytes(Raw raw) throws IOException {
      long n = width(raw.nctype);
      for (int d = isRecord(raw) ? 1 : 0; d < raw.dims.size(); d++) {
        n = Math.multiplyExact(n, dimLengths.get(raw.dims.get(d)));
      }
      return n;
    }

    /** Variables are padded to four bytes in a record, unless there is only one. */
    private long recordStride(List<Raw> raws) throws IOException {
      long padded = 0;
      long bytes = 0;
      int n = 0;
      for (Raw raw : raws) {
        if (isRecord(raw)) {
          bytes = bytes(raw);
          padded = Math.addExact(padded, Math.addExact(bytes, 3) / 4 * 4);
          n++;
        }
      }
      return n == 1 ? bytes : padded;
    }

    private long countRecords(List<Raw> raws, long stride) {
      long first = Long.MAX_VALUE;
      for (Raw raw : raws) {
        first = isRecord(raw) ? Math.min(first, raw.begin) : first;
      }
      return stride == 0 ? 0 : Math.max(0, source.size() - first) / stride;
    }

    private Netcdf3Variable placed(Raw raw, long recordStride) throws IOException {
      boolean record = isRecord(raw);
      List<Dimension> dims = new ArrayList<>();
      Long[] strides = new Long[raw.dims.size()];
      long stride = width(raw.nctype);
      for (int d = strides.length - 1; d >= 0; d--) {
        int id = raw.dims.get(d);
        long length = record && d == 0 ? records : dimLengths.get(id);
        dims.add(0, new Dimension(dimNames.get(id), length));
        strides[d] = record && d == 0 ? recordStride : stride;
        stride = Math.multiplyExact(stride, length);
      }
      Netcdf3Variable v =
          new Netcdf3Variable(
              raw.name,
              List.copyOf(dims),
              raw.attributes,
              width(raw.nctype),
              type(raw.nctype),
              record,
              raw.begin,
              List.of(strides));
      if (v.end() > source.size()) {
        throw FormatException.corrupt(
            source.url(),
            "variable "
                + raw.name
                + (record ? " of " + records + " records" : "")
                + " ends at byte "
                + v.end()
                + ", but the file has only "
                + source.size()
                + " bytes: it is cut off; fetch it again");
      }
      return v;
    }

    private int width(int nctype) throws IOException {
      return nctype == CHAR ? 1 : type(nctype).size();
    }

    private DataType type(int nctype) throws IOException {
      DataType type =
          switch (nctype) {
            case 1 -> DataType.INT8;
            case CHAR -> DataType.STRING;
            case 3 -> DataType.INT16;
            case 4 -> DataType.INT32;
            case 5 -> DataType.FLOAT32;
            case 6 -> DataType.FLOAT64;
            case 7 -> DataType.UINT8;
            case 8 -> DataType.UINT16;
            case 9 -> DataType.UINT32;
            case 10 -> DataType.INT64;
            case 11 -> DataType.UINT64;
            default -> throw corrupt("there is no data type " + nctype);
          };
      if (nctype > 6 && version != 5) {
        throw corrupt("data type " + type.id() + " is only in CDF-5, this is CDF-" + version);
      }
      return type;
    }
  }
}
