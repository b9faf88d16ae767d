#pragma once

// The one place that includes Asio and Beast: precompiled, and only for the files of net/, http/ and live/ that need
// it.
#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>

namespace onthaal::net {

namespace asio = boost::asio;
namespace beast = boost::beast;

// The concrete executor: any_io_executor costs an allocation and a virtual call for each operation.
using Executor = asio::io_context::executor_type;
using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
template <class T>
using Awaitable = asio::awaitable<T, Executor>;
inline constexpr asio::use_awaitable_t<Executor> kAwait{};

}  // namespace onthaal::net
