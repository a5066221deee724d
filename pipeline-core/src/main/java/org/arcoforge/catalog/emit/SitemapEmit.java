package org.arcoforge.catalog.emit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes {@code sitemap.xml} for search engines, and {@code llms.txt} for language models. */
final class SitemapEmit implements Emit {
  private static final String SITEMAP = "sitemap.xml";
  private static final int MOST = 50_000; // of the protocol

  @Override
  public Map<String, byte[]> whole(
      List<EmittedDataset> all, EmittedDataset.Site site, List<String> notes) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("llms.txt", EmitText.utf8(llms(all, site)));
    if (site.url().isEmpty()) {
      notes.add(SITEMAP + ": it lists URLs; give the catalog's with --catalog-url");
      return files;
    }
    StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.append("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    out.append("<url><loc>").append(EmitText.xml(site.url())).append("index.html</loc></url>\n");
    for (EmittedDataset d : all.subList(0, Math.min(MOST - 1, all.size()))) {
      out.append("<url><loc>").append(EmitText.xml(d.landing())).append("</loc>");
      if (d.created().matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z")) {
        out.append("<lastmod>").append(d.created()).append("</lastmod>");
      }
      out.append("</url>\n");
    }
    files.put(SITEMAP, EmitText.utf8(out.append("</urlset>\n").toString()));
    return files;
  }

  private static String llms(List<EmittedDataset> all, EmittedDataset.Site site) {
    StringBuilder out = new StringBuilder("# ").append(EmitText.markdown(site.name()));
    out.append("\n\n> Analysis-ready data sets of the climate in Zarr, each with its licence,");
    out.append(" citation and versions. Stores open with `xarray.open_zarr(URL)`.\n\n");
    out.append("- [STAC catalog](").append(site.url()).append("catalog.json): collections of");
    out.append(" feedstocks, items of versions\n- [Search index](").append(site.url());
    out.append("search.json): one entry a data set\n- [Knowledge graph](").append(site.url());
    out.append("graph.jsonld): recipes, archives, papers and people\n\n## Data sets\n\n");
    for (EmittedDataset d : all) {
      out.append("- [").append(EmitText.markdown(d.title())).append("](").append(d.landing());
      out.append("): ").append(EmitText.markdown(first(d.description())));
      d.storeUrl().ifPresent(url -> out.append(" Store: ").append(url));
      out.append(" Licence: ").append(EmitText.markdown(d.license())).append("\n");
    }
    return out.toString();
  }

  /** The first sentence, or as much of it as a line takes. */
  private static String first(String text) {
    String line = EmitText.line(text);
    int end = line.indexOf(". ");
    String sentence = end < 0 ? line : line.substring(0, end + 1);
    int most = Math.min(300, sentence.codePointCount(0, sentence.length()));
    return sentence.substring(0, sentence.offsetByCodePoints(0, most));
  }
}
