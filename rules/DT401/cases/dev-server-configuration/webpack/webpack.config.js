module.exports = { devServer: { host: "127.0.0.1" } };
