package dev.dialtone.model;

import java.math.BigInteger;
import java.util.Optional;

/**
 * The IP addresses that begin alike: {@code 172.20.0.0/16}; a single address is the range of its
 * full length.
 *
 * @param ipv6 whether they are IPv6 addresses
 * @param first the lowest of them as a number
 * @param length how many bits are the same in all: 0 to 32, of IPv6 addresses to 128
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4291#section-2.2">RFC 4291, section 2.2</a>
 */
public record Subnet(boolean ipv6, BigInteger first, int length) {
  private static final int IPV4_BITS = 32;
  private static final int IPV6_BITS = 128;
  private static final int GROUPS = 8;

  /** Reads {@code 10.0.0.0/8}, {@code fd00::/8} or an address; empty for anything else. */
  public static Optional<Subnet> parse(String written) {
    int slash = written.indexOf('/');
    Optional<Subnet> address = address(slash < 0 ? written : written.substring(0, slash));
    return slash < 0
        ? address
        : address.flatMap(one -> one.widened(number(written.substring(slash + 1), 10)));
  }

  /** The range of this length around an address; empty if there is no such length. */
  public Optional<Subnet> widened(int newLength) {
    if (newLength < 0 || newLength > length) {
      return Optional.empty();
    }
    int rest = bits() - newLength;
    BigInteger lowest = first.shiftRight(rest).shiftLeft(rest);
    return Optional.of(new Subnet(ipv6, lowest, newLength));
  }

  /** Whether all addresses of {@code other} are in this range. */
  public boolean contains(Subnet other) {
    return ipv6 == other.ipv6
        && length <= other.length
        && other.first.shiftRight(bits() - length).equals(first.shiftRight(bits() - length));
  }

  private int bits() {
    return ipv6 ? IPV6_BITS : IPV4_BITS;
  }

  private static Optional<Subnet> address(String written) {
    if (written.indexOf(':') < 0) {
      return ipv4(written).map(number -> new Subnet(false, number, IPV4_BITS));
    }
    return ipv6(written).map(Subnet::unmapped);
  }

  /** An IPv4 address in IPv6's clothes, {@code ::ffff:10.0.0.1}, is an IPv4 address. */
  private static Subnet unmapped(BigInteger number) {
    BigInteger ipv4 = number.and(BigInteger.ONE.shiftLeft(IPV4_BITS).subtract(BigInteger.ONE));
    return number.shiftRight(IPV4_BITS).equals(BigInteger.valueOf(0xffff))
        ? new Subnet(false, ipv4, IPV4_BITS)
        : new Subnet(true, number, IPV6_BITS);
  }

  private static Optional<BigInteger> ipv4(String written) {
    String[] parts = written.split("\\.", -1);
    long address = 0;
    for (String part : parts) {
      int number = part.length() > 3 ? -1 : number(part, 10);
      if (number < 0 || number > 255) {
        return Optional.empty();
      }
      address = address << 8 | number;
    }
    return parts.length == 4 ? Optional.of(BigInteger.valueOf(address)) : Optional.empty();
  }

  private static Optional<BigInteger> ipv6(String written) {
    int gap = written.indexOf("::");
    if (gap < 0) {
      return groups(written).filter(all -> all.count() == GROUPS).map(Groups::number);
    }
    return groups(written.substring(0, gap))
        .flatMap(
            before ->
                groups(written.substring(gap + 2))
                    .filter(after -> before.count() + after.count() < GROUPS)
                    .map(
                        after ->
                            before
                                .number()
                                .shiftLeft(16 * (GROUPS - before.count()))
                                .or(after.number())));
  }

  /** Some of the eight groups of an IPv6 address. */
  private record Groups(BigInteger number, int count) {}

  private static Optional<Groups> groups(String written) {
    BigInteger number = BigInteger.ZERO;
    int count = 0;
    for (String part : written.isEmpty() ? new String[0] : written.split(":", -1)) {
      int bits = part.indexOf('.') < 0 ? 16 : IPV4_BITS;
      Optional<BigInteger> group =
          bits == IPV4_BITS
              ? ipv4(part)
              : Optional.of(part.length() > 4 ? -1 : number(part, 16))
                  .filter(value -> value >= 0)
                  .map(BigInteger::valueOf);
      if (group.isEmpty()) {
        return Optional.empty();
      }
      number = number.shiftLeft(bits).or(group.get());
      count += bits / 16;
    }
    return Optional.of(new Groups(number, count));
  }

  /** A number without sign; -1 for anything else. */
  private static int number(String digits, int radix) {
    int number = digits.isEmpty() || digits.length() > 4 ? -1 : 0;
    for (int i = 0; number >= 0 && i < digits.length(); i++) {
      char c = digits.charAt(i);
      // Digits of other scripts are none to a server.
      int digit = c < 128 ? Character.digit(c, radix) : -1;
      number = digit < 0 ? -1 : number * radix + digit;
    }
    return number;
  }
}
