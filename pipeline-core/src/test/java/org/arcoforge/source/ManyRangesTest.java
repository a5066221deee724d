package org.arcoforge.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.arcoforge.source.ByteSource.Piece;
import org.arcoforge.source.PartsServer.Answer;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many short ranges of a file are had in few round trips, whatever the server makes of it. */
class ManyRangesTest {
  private static final int RECORDS = 250;
  private static final int APART = 40_000;
  private static final byte[] FILE = HttpSourceTest.random(RECORDS * APART);
  private static final int LIMIT = 6;

  private static List<Piece> pieces() {
    List<Piece> pieces = new ArrayList<>();
    byte[] target = new byte[RECORDS * 8 + 3];
    for (int n = 0; n < RECORDS; n++) {
      pieces.add(new Piece(n * (long) APART + 30_000, target, 3 + n * 8, 8));
    }
    return pieces;
  }

  private static void assertRead(byte[] file, List<Piece> pieces) {
    for (Piece p : pieces) {
      assertArrayEquals(
          Arrays.copyOfRange(file, (int) p.position(), (int) p.end()),
          Arrays.copyOfRange(p.target(), p.offset(), p.offset() + p.length()),
          "at " + p.position());
    }
  }

  private static SourceOpener opener() {
    return Sources.opener(Map.of(), LIMIT, "", HttpSourceTest.QUICK);
  }

  @ParameterizedTest
  @EnumSource(names = {"ALL", "QUOTED", "REVERSED"})
  void aServerThatAnswersThemIsAskedAFewTimes(Answer answer) throws IOException {
    try (PartsServer server = new PartsServer(FILE, answer, 1);
        SourceOpener opener = opener();
        ByteSource source = opener.open(server.url())) {
      List<Piece> pieces = pieces();
      source.readAll(pieces);
      assertRead(FILE, pieces);
      assertEquals(4, server.asked.size(), "one at first, three of 100, 100 and 50");
      assertEquals(3, server.many().size());
      long parts = server.sent.get() - BlockReader.FIRST;
      assertTrue(parts < RECORDS * 128, parts + " bytes");
      List<Piece> again = pieces();
      source.readAll(again);
      assertRead(FILE, again);
      assertEquals(4, server.asked.size(), "what is small is kept");
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"ALL", "QUOTED", "REVERSED"})
  void aServerThatAnswersAnythingElseIsAskedForOneByOneAndSideBySide(Answer answer)
      throws IOException {
    try (PartsServer server = new PartsServer(FILE, answer, LIMIT);
        SourceOpener opener = opener();
        ByteSource source = opener.open(server.url())) {
      List<Piece> pieces = pieces();
      source.readAll(pieces);
      assertRead(FILE, pieces);
      int many = server.many().size();
      boolean mayPass = answer == Answer.CUT || answer == Answer.BROKEN;
      boolean lagsBehind = answer == Answer.NOT_SATISFIABLE;
      assertTrue(many <= (mayPass ? 8 : lagsBehind ? 3 : 1), many + " requests for many");
      assertEquals(LIMIT, server.mostRunning.get(), "as many at once as the host may be asked for");
      int before = server.asked.size();
      try (ByteSource other = opener.open(server.url())) {
        List<Piece> again = pieces();
        other.readAll(again);
        assertRead(FILE, again);
      }
      assertEquals(
          before + 1 + RECORDS - 1, server.asked.size(), "the first block has one of them");
      assertEquals(many, server.many().size(), "it is known of the host");
    }
  }

  @Test
  void aFileThatWasReplacedIsNoticed() throws IOException {
    try (PartsServer server = new PartsServer(FILE, Answer.ALL, 1);
        SourceOpener opener = opener();
        ByteSource source = opener.open(server.url())) {
      server.replace(HttpSourceTest.random(RECORDS * APART - 1));
      SourceException e = assertThrows(SourceException.class, () -> source.readAll(pieces()));
      assertTrue(String.valueOf(e.getMessage()).contains("changed"), e.getMessage());
    }
  }

  @Test
  void rangesBeyondTheEndAreRefusedBeforeAnythingIsAsked() throws IOException {
    try (PartsServer server = new PartsServer(FILE, Answer.ALL, 1);
        SourceOpener opener = opener();
        ByteSource source = opener.open(server.url())) {
      Piece beyond = new Piece(FILE.length - 4L, new byte[8], 0, 8);
      assertThrows(SourceException.class, () -> source.readAll(List.of(pieces().get(9), beyond)));
      assertEquals(1, server.asked.size());
    }
  }

  @Test
  void anObjectOfAStoreGivesTheSame() throws IOException {
    try (ObjectStore store = ObjectStores.open("memory://many-ranges/");
        FetchThreads threads = new FetchThreads()) {
      store.create("f", FILE);
      ByteSource source = StoreSource.open(store, "f", threads);
      List<Piece> pieces = pieces();
      source.readAll(pieces);
      assertRead(FILE, pieces);
    }
  }
}
