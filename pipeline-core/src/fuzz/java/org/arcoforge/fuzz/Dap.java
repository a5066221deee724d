package org.arcoforge.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.arcoforge.format.FileFormat;
import org.arcoforge.format.ReadOptions;
import org.arcoforge.format.SourceReader;
import org.arcoforge.open.Opening;

/** An OPeNDAP server's answers: the two descriptions, which are texts, and data. */
final class Dap implements FuzzedFormat {
  private static final String BASE = "http://host/a.nc";
  private static final String DDS =
      "Dataset { Float64 y[y = 3]; Grid { Array: Int16 g[y = 3][2]; Maps: Float64 y[y = 3];"
          + " Float32 x[x = 2]; } g; Structure { String t[n = 2]; Byte b; } s; Sequence { Int32 i;"
          + " } q; Byte bytes[y = 3]; } a;";
  private static final String DAS =
      "Attributes { g { Float64 _FillValue -9; g { String units \"K\"; } } NC_GLOBAL { String title"
          + " \"T\"; } s { Int32 note 1; } y { Float32 range 1, 2.5e3, NaN; String long_name"
          + " \"a \\\"b\\\"\"; } DODS_EXTRA { String Unlimited_Dimension \"y\"; } }";

  @Override
  public String name() {
    return "dap";
  }

  private interface Data {
    void write(DataOutputStream xdr) throws IOException;
  }

  private static void put(Map<String, byte[]> all, String query, String dds, Data data)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(("Dataset { " + dds + " } a;\nData:\n").getBytes(StandardCharsets.UTF_8));
    data.write(new DataOutputStream(bytes));
    all.put(".dods?" + query, bytes.toByteArray());
  }

  @Override
  public List<Input> seeds() throws IOException {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put(".dds", DDS.getBytes(StandardCharsets.UTF_8));
    all.put(".das", DAS.getBytes(StandardCharsets.UTF_8));
    put(
        all,
        "y[0:1:2]",
        "Float64 y[y = 3];",
        xdr -> {
          xdr.writeLong(3L << 32 | 3);
          xdr.write(new byte[24]);
        });
    put(
        all,
        "g.g[0:1:2][0:1:1]",
        "Structure { Int16 g[y = 3][2]; } g;",
        xdr -> {
          xdr.writeLong(6L << 32 | 6);
          xdr.write(new byte[24]);
        });
    put(
        all,
        "g.x[0:1:1]",
        "Structure { Float32 x[x = 2]; } g;",
        xdr -> {
          xdr.writeLong(2L << 32 | 2);
          xdr.write(new byte[8]);
        });
    put(
        all,
        "s.t[0:1:1]",
        "Structure { String t[n = 2]; } s;",
        xdr -> {
          xdr.writeInt(2);
          xdr.writeInt(5);
          xdr.writeBytes("abcde\0\0\0");
          xdr.writeInt(0);
        });
    put(
        all,
        "bytes[0:1:2]",
        "Byte bytes[y = 3];",
        xdr -> {
          xdr.writeLong(3L << 32 | 3);
          xdr.write(new byte[] {1, -56, -1, 0});
        });
    put(all, "s.b", "Structure { Byte b; } s;", xdr -> xdr.writeInt(200));
    return List.of(new Input("server", all));
  }

  @Override
  public Input mutant(Input seed, Random random) {
    List<String> keys = List.copyOf(seed.files().keySet());
    String key = random.nextBoolean() ? keys.get(random.nextInt(keys.size())) : ".dds";
    byte[] bytes = seed.file(key);
    if (!key.startsWith(".dods") || random.nextInt(4) == 0) {
      return seed.with(key, TextMutator.mutant(bytes, random));
    }
    return seed.with(key, ByteMutator.mutant(bytes, random));
  }

  @Override
  public void read(Input input) throws Exception {
    ManyObjects server =
        new ManyObjects(BASE, input.files()) {
          @Override
          public <T> T fetch(String url, Body<T> body) throws IOException {
            return super.fetch(URLDecoder.decode(url, StandardCharsets.UTF_8), body);
          }
        };
    ReadOptions options = ReadOptions.of(FileFormat.OPENDAP);
    try (SourceReader reader = Opening.reader(server, BASE, options)) {
      WholeRead.of(reader);
    }
  }
}
