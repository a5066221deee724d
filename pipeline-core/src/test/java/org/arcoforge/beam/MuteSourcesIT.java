package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.source.FaultyHttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that do not tell one content of a file from another of the same size. */
class MuteSourcesIT {
  @TempDir Path folder = Path.of("");

  private List<String> told(String mode, String etag, String modified) throws IOException {
    try (FaultyHttpServer server = new FaultyHttpServer()) {
      for (int f = 0; f < BakeCase.FILES; f++) {
        server.put("/f" + f + ".nc", BakeCase.file(f, 0).bytes(), etag, modified);
      }
      BakeReport report =
          BakeCase.inMemory(folder)
              .sources(server.url("").replaceAll("/$", ""), "{}")
              .target("chunks: {time: 1}, codec: {name: none}, mode: " + mode)
              .bake();
      assertEquals(BakeStatus.PUBLISHED, report.status(), report.problems().toString());
      return report.problems().stream().filter(p -> p.contains("entity tag")).toList();
    }
  }

  @Test
  void thatAChangeWouldNotBeNoticedIsSaid() throws IOException {
    List<String> told = told("append", "", "");
    assertEquals(1, told.size(), told.toString());
    assertTrue(
        told.get(0).startsWith("warning: 3 sources tell neither an entity tag nor when"),
        told.get(0));
    assertTrue(told.get(0).endsWith("bake with --force"), told.get(0));
  }

  @Test
  void nothingIsSaidWhereItIsNoticedOrNobodyAsks() throws IOException {
    String date = "Tue, 01 Dec 2026 00:00:00 GMT";
    assertEquals(List.of(), told("append", "\"a\"", ""));
    assertEquals(List.of(), told("append", "", date));
    assertEquals(List.of(), told("create", "", ""));
  }
}
