package dev.dialtone.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubnetTest {
  @ParameterizedTest
  @CsvSource({
    "172.28.0.0/24, 172.28.0.255, true",
    "172.28.0.0/24, 172.28.1.0, false",
    "172.28.0.7/24, 172.28.0.1, true",
    "10.0.0.0/8, 10.1.0.0/16, true",
    "10.1.0.0/16, 10.0.0.0/8, false",
    "0.0.0.0/0, 203.0.113.1, true",
    "10.0.0.5, 10.0.0.5/32, true",
    "10.0.0.5, 10.0.0.4, false",
    "10.0.0.0/8, ::ffff:10.0.0.1, true",
    "::/0, 10.0.0.1, false",
    "0.0.0.0/0, ::1, false",
    "fd00::/8, fd12:3456::1, true",
    "fd00::/8, fe80::1, false",
    "2001:db8:0:1::/64, 2001:DB8:0:1::5, true",
    "2001:db8:0:1::/64, 2001:db8:0:2::5, false",
    "2001:db8::5, 2001:db8:0:0:0:0:0:5, true",
    "::1:2, 0:0:0:0:0:0:1:2, true",
    "64:ff9b::10.0.0.1, 64:ff9b::a00:1, true",
  })
  void containsWhatBeginsAlike(String range, String address, boolean contained) {
    assertEquals(
        contained, Subnet.parse(range).orElseThrow().contains(Subnet.parse(address).orElseThrow()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/8",
        "10.0.0",
        "10.0.0.0.1",
        "10.0.0.256",
        "10.0.0.1000",
        "10.0.0.-1",
        "10.0.0.0/33",
        "10.0.0.0/",
        "10.0.0.0/8/8",
        "10.0.0.1٠",
        "::/129",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1::2::3",
        "1:2:3:4:5:6:7::8",
        "12345::",
        ":1",
        "::g",
        "fe80::1%eth0",
        "db",
      })
  void readsNothingElse(String written) {
    assertTrue(Subnet.parse(written).isEmpty());
  }
}
