package org.arcoforge.format.netcdf3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.arcoforge.array.Block;
import org.arcoforge.array.Region;
import org.arcoforge.format.Slabs;
import org.arcoforge.format.SourceDescription;
import org.arcoforge.format.SourceReader;
import org.arcoforge.source.BytesSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ucar.ma2.DataType;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.NetcdfFileWriter;
import ucar.nc2.Variable;

/** How many requests reading costs; the file is written by netcdf-java. */
class Netcdf3AccessTest {
  static final int RECORDS = 20;
  static final int SIDE = 200;

  @SuppressWarnings("NullAway.Init") // set by JUnit
  @TempDir
  Path folder;

  /** Per record: 8 bytes of time, 320 kB of sst, 160 kB of ice; a fixed mask of 160 kB. */
  static Path interleaved(Path path) throws IOException, InvalidRangeException {
    NetcdfFileWriter out =
        NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, path.toString());
    try {
      out.addUnlimitedDimension("time");
      out.addDimension(null, "y", SIDE);
      out.addDimension(null, "x", 2 * SIDE);
      Variable time = out.addVariable(null, "time", DataType.DOUBLE, "time");
      Variable sst = out.addVariable(null, "sst", DataType.FLOAT, "time y x");
      Variable ice = out.addVariable(null, "ice", DataType.SHORT, "time y x");
      Variable mask = out.addVariable(null, "mask", DataType.SHORT, "y x");
      out.create();
      ucar.ma2.ArrayDouble.D1 t = new ucar.ma2.ArrayDouble.D1(RECORDS);
      ucar.ma2.ArrayFloat.D3 s = new ucar.ma2.ArrayFloat.D3(RECORDS, SIDE, 2 * SIDE);
      ucar.ma2.ArrayShort.D3 i = new ucar.ma2.ArrayShort.D3(RECORDS, SIDE, 2 * SIDE);
      ucar.ma2.ArrayShort.D2 m = new ucar.ma2.ArrayShort.D2(SIDE, 2 * SIDE);
      for (int n = 0; n < s.getSize(); n++) {
        s.setFloat(n, n);
        i.setShort(n, (short) n);
        t.setDouble(n % RECORDS, n % RECORDS);
        m.setShort(n % (int) m.getSize(), (short) n);
      }
      out.write(time, t);
      out.write(sst, s);
      out.write(ice, i);
      out.write(mask, m);
    } finally {
      out.close();
    }
    return path;
  }

  private BytesSource interleaved() throws IOException, InvalidRangeException {
    Path path = interleaved(folder.resolve("interleaved.nc"));
    return new BytesSource("file:interleaved.nc", Files.readAllBytes(path));
  }

  @Test
  void headersCostOneRequest() throws IOException, InvalidRangeException {
    BytesSource source = interleaved();
    Netcdf3Reader.open(source).close();
    assertEquals(1, source.requests.get());
    assertTrue(source.bytesRead.get() <= 1 << 16);
    assertTrue(source.closed);
  }

  @Test
  void recordsFarApartAreReadApartAndNothingBetweenThem()
      throws IOException, InvalidRangeException {
    BytesSource source = interleaved();
    SourceReader reader = Netcdf3Reader.open(source);
    source.requests.set(0);
    source.bytesRead.set(0);
    Block sst = reader.read("sst", Region.whole(RECORDS, SIDE, 2L * SIDE));
    for (int i = 0; i < sst.elements(); i++) {
      assertEquals((float) i, (float) sst.doubleAt(i));
    }
    assertEquals(RECORDS, source.requests.get());
    assertEquals(RECORDS * SIDE * 2L * SIDE * 4, source.bytesRead.get());

    source.requests.set(0);
    source.bytesRead.set(0);
    Block time = reader.read("time", Region.whole(RECORDS));
    assertEquals(RECORDS - 1, time.doubleAt(RECORDS - 1));
    assertEquals(RECORDS, source.requests.get());
    assertEquals(RECORDS * 8, source.bytesRead.get());

    source.requests.set(0);
    source.bytesRead.set(0);
    Block row = reader.read("ice", Region.of(new long[] {3, 5, 0}, new long[] {4, 1, 2 * SIDE}));
    assertEquals((short) ((3 * SIDE + 5) * 2 * SIDE), (short) row.longAt(0));
    assertEquals(4, source.requests.get());
    assertEquals(4 * 2 * SIDE * 2, source.bytesRead.get());
  }

  @Test
  void contiguousBoxesAreOneRequestOfExactlyTheirBytes() throws IOException, InvalidRangeException {
    BytesSource source = interleaved();
    SourceReader reader = Netcdf3Reader.open(source);
    source.requests.set(0);
    source.bytesRead.set(0);
    Block rows = reader.read("mask", Region.of(new long[] {7, 0}, new long[] {50, 2 * SIDE}));
    assertEquals((short) (19 * SIDE * 2 * SIDE + 7 * 2 * SIDE), (short) rows.longAt(0));
    assertEquals(1, source.requests.get());
    assertEquals(50 * 2 * SIDE * 2, source.bytesRead.get());

    source.requests.set(0);
    Block columns = reader.read("mask", Region.of(new long[] {0, 3}, new long[] {SIDE, 10}));
    assertEquals(SIDE * 10, columns.elements());
    assertEquals(1, source.requests.get());
  }

  @Test
  void chunksAreRecordsOrSlabs() throws IOException, InvalidRangeException {
    SourceDescription d = Netcdf3Reader.open(interleaved()).describe();
    assertEquals(List.of(1L, (long) SIDE, 2L * SIDE), d.variable("sst").orElseThrow().chunk());
    assertEquals(List.of((long) SIDE, 2L * SIDE), d.variable("mask").orElseThrow().chunk());
    assertArrayEquals(new long[] {1, 10, 100_000}, Slabs.of(new long[] {3, 40, 100_000}, 4));
    assertArrayEquals(new long[] {1, 1 << 19}, Slabs.of(new long[] {3, 1 << 20}, 8));
  }
}
