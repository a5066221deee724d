package org.arcoforge.runners.serve;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * A word index finds the texts that contain a piece of a word: it looks through the different words
 * of all texts, which are far fewer than the texts.
 */
final class WordIndex {
  private final Map<String, List<Integer>> textsByWord = new HashMap<>();

  /** Makes the index of texts, which are in lower case; they are numbered from 0. */
  WordIndex(List<String> texts) {
    for (int i = 0; i < texts.size(); i++) {
      Set<String> words = new HashSet<>();
      StringTokenizer tokens = new StringTokenizer(texts.get(i));
      while (tokens.hasMoreTokens()) {
        words.add(tokens.nextToken());
      }
      for (String word : words) {
        textsByWord.computeIfAbsent(word, w -> new ArrayList<>()).add(i);
      }
    }
  }

  /**
   * Returns the numbers of the texts that contain all pieces; empty if that cannot be told by
   * words, as of a piece with blanks in it.
   */
  Optional<BitSet> containing(List<String> pieces) {
    BitSet all = null;
    for (String piece : pieces) {
      if (piece.isEmpty() || piece.chars().anyMatch(Character::isWhitespace)) {
        continue;
      }
      BitSet some = new BitSet();
      textsByWord.forEach(
          (word, texts) -> {
            if (word.contains(piece)) {
              texts.forEach(some::set);
            }
          });
      if (all == null) {
        all = some;
      } else {
        all.and(some);
      }
    }
    return Optional.ofNullable(all);
  }
}
