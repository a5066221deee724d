package org.arcoforge.beam;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.plan.Plan;

/**
 * Plans as objects of the run's folder, so that none passes through the pipeline; each process
 * loads one once.
 */
final class PlanFile {
  private static final ConcurrentHashMap<String, Plan> LOADED = new ConcurrentHashMap<>();
  private static final ObjectInputFilter OURS =
      ObjectInputFilter.Config.createFilter(
          "org.arcoforge.**;java.util.*;java.lang.*;java.time.*;!*");

  private PlanFile() {}

  static byte[] encode(Plan plan) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(new GZIPOutputStream(bytes))) {
      out.writeObject(plan);
    }
    return bytes.toByteArray();
  }

  static Plan decode(byte[] bytes) throws IOException {
    try (ObjectInputStream in =
        new ObjectInputStream(new GZIPInputStream(new ByteArrayInputStream(bytes)))) {
      in.setObjectInputFilter(OURS);
      return (Plan) in.readObject();
    } catch (ClassNotFoundException e) {
      throw new IOException("the plan was written by another version of this software", e);
    }
  }

  static Plan load(RunFolder run) throws IOException {
    String key = run.objects().location();
    Plan plan = LOADED.get(key);
    if (plan == null) {
      plan = decode(run.plan());
      LOADED.put(key, plan);
    }
    return plan;
  }

  static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
  }
}
