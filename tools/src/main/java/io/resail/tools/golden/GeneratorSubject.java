package io.resail.tools.golden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.resail.synth.network.Generator;
import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.Parameters;
import io.resail.synth.network.Upsampling;
import io.resail.synth.weights.Weights;

/// A whole generator on maps of several sizes (spec 6.4).
final class GeneratorSubject implements GoldenSubject {
  @Override
  public boolean answersFor(String file) {
    return file.startsWith("generator_");
  }

  @Override
  public void check(Weights golden, Cases cases) {
    try (ArrayCases arrays = new ArrayCases(golden, cases)) {
      Parameters parameters = arrays.parameters("state.");
      for (JsonNode each : new ObjectMapper().readTree(golden.word("cases"))) {
        String prefix = each.path("name").asText() + ".";
        arrays.compare(
            prefix + "out",
            ArrayCases.BOUND,
            () ->
                new Generator(settings(golden, each), parameters.evaluation())
                    .paint(
                        arrays.array(prefix + "in.label"), arrays.array(prefix + "in.guidance")));
      }
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException("its list of cases is not JSON", wrong);
    }
  }

  private static NetworkSettings settings(Weights golden, JsonNode each) {
    int hidden = Integer.parseInt(golden.word("hidden"));
    return new NetworkSettings(
        Reference.norm(golden.word("norm")),
        Integer.parseInt(golden.word("label_nc")),
        new NetworkSettings.Widths(Integer.parseInt(golden.word("ngf")), hidden, hidden),
        Upsampling.named(each.path("num_upsampling_layers").asText()),
        each.path("crop_size").asInt(),
        each.path("aspect_ratio").asDouble());
  }
}
