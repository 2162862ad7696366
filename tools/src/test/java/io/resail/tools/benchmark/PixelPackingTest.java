package io.resail.tools.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.resail.testing.Seeds;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeds.class)
class PixelPackingTest {
  @RepeatedTest(5)
  void everyContenderGivesPixelsBack(SplittableRandom random) throws IOException {
    byte[] noise = new byte[3 * random.nextInt(1, 500)];
    random.nextBytes(noise);
    byte[] flat = new byte[3 * random.nextInt(1, 30_000)];
    // A contender that does not throws; what each took is in its row.
    PixelBench.Result result = PixelBench.run(List.of(noise, flat));
    assertThat(result.rows()).hasSize(6);
    assertThat(result.rows().getFirst().part()).isEqualTo(1.0);
    assertThat(result.json()).contains("\"units\":2").contains("Huffman, predicted");
  }
}
