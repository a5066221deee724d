package org.arcoforge.plan.merge;

import com.google.auto.value.AutoBuilder;
import java.util.List;
import org.arcoforge.array.Attributes;
import org.arcoforge.cf.CfEncoding;
import org.arcoforge.view.VariableView;

/**
 * A merged variable is one variable of the result, put together from all files that have it.
 *
 * @param name its name
 * @param dims names of its dimensions, slowest first
 * @param varying which dimensions of the pattern run along its dimensions
 * @param fixed for each dimension of the pattern the index whose files hold the values; -1 for the
 *     varying ones
 * @param attributes merged, without those of the encoding
 * @param encoding how values are to be stored
 * @param sources the files that have it, by position
 */
public record MergedVariable(
    String name,
    List<String> dims,
    List<Integer> varying,
    long[] fixed,
    Attributes attributes,
    CfEncoding encoding,
    List<SourceRecord> sources) {

  public VariableView view(SourceRecord record) {
    VariableView view = record.view().variables().get(name);
    if (view == null) {
      throw new IllegalStateException(name + " is not in " + record.url());
    }
    return view;
  }

  public VariableView firstView() {
    return view(sources.get(0));
  }

  /** Returns whether values are taken from that position (or are equal to those that are). */
  boolean owns(ScannedArchive archive, long position) {
    for (int d = 0; d < fixed.length; d++) {
      if (fixed[d] >= 0 && fixed[d] != archive.index(position, d)) {
        return false;
      }
    }
    return true;
  }

  /** Returns a builder. */
  public static Builder builder() {
    return new AutoBuilder_MergedVariable_Builder();
  }

  /** Builds a {@link MergedVariable}. */
  @AutoBuilder
  public interface Builder {
    /** Sets {@link MergedVariable#name()}. */
    Builder name(String name);

    /** Sets {@link MergedVariable#dims()}. */
    Builder dims(List<String> dims);

    /** Sets {@link MergedVariable#varying()}. */
    Builder varying(List<Integer> varying);

    /** Sets {@link MergedVariable#fixed()}. */
    Builder fixed(long[] fixed);

    /** Sets {@link MergedVariable#attributes()}. */
    Builder attributes(Attributes attributes);

    /** Sets {@link MergedVariable#encoding()}. */
    Builder encoding(CfEncoding encoding);

    /** Sets {@link MergedVariable#sources()}. */
    Builder sources(List<SourceRecord> sources);

    /** Returns the value; what has no default must be set. */
    MergedVariable build();
  }
}
