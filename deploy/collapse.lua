-- The gate in front of nginx's cache: of all who ask for the same part or blocking playlist, one fetches it, and the
-- others go on the instant it is in the cache. nginx's own cache lock does the first half, but wakes whoever waits by
-- looking every 500 ms, which is longer than a low-latency part.
--
-- Per key the shared dictionary holds FETCHING or DONE. Within a worker those who wait sit on a semaphore; of the other
-- workers one request each looks at the dictionary every few milliseconds.
--
-- The one that fetches asks a server of this nginx that fills the cache and does nothing else, over a socket of its own:
-- a subrequest would be simpler, but Lua refuses those to HTTP/2.

local semaphore = require "ngx.semaphore"

local FETCHING, DONE = 1, 2

-- Seconds. A blocking playlist answers within three target durations; whoever waits longer asks the origin itself.
local PATIENCE = 12
local LOOK = 0.005
local PIECE = 65536
-- How long an answer is surely still in the cache; an answer that says it may be kept less long is not gated again.
local KEPT = 5

local states = ngx.shared.hls_gate
local waiting = {}

-- Have the answer put into the cache; its status. When this end of the connection is closed, it is there.
local function fill(port, target)
    local connection = ngx.socket.tcp()
    connection:settimeouts(1000, 1000, PATIENCE * 1000)
    assert(connection:connect("127.0.0.1", port))
    assert(connection:send("GET " .. target .. " HTTP/1.0\r\n\r\n"))
    local head = assert(connection:receive("*l"))
    local piece, problem
    repeat
        piece, problem = connection:receiveany(PIECE)
    until not piece
    connection:close()
    assert(problem == "closed", problem)
    return tonumber(head:match("^HTTP/%d%.%d (%d+)"))
end

local function fetch(key, port)
    if states:add(key, FETCHING, PATIENCE) then
        local status = fill(port, key)
        if status == 200 or status == 404 then
            states:set(key, DONE, status == 200 and KEPT or 1)
        else
            states:delete(key)
        end
        return
    end
    local looks = PATIENCE / LOOK
    while states:get(key) == FETCHING and looks > 0 do
        ngx.sleep(LOOK)
        looks = looks - 1
    end
end

-- `port`: where the server that fills the cache listens.
local function gate(port)
    -- The plain playlist changes under the same key; nginx serves the old one while it fetches the new. The key is what
    -- the cache has, which holds nothing of a request but what nginx.conf lets through.
    local uri, query = ngx.var.uri, ngx.var.hls_query
    if ngx.req.get_method() ~= "GET" or (query == "" and uri:sub(-5) == ".m3u8") then
        return
    end
    if not uri:find("^/live/[%w_-]+/[%w_.-]+$") then
        return
    end
    local key = uri .. query
    if states:get(key) == DONE then
        return
    end
    local others = waiting[key]
    if others then
        others.count = others.count + 1
        others.door:wait(PATIENCE)
        return
    end
    others = { door = semaphore.new(0), count = 0 }
    waiting[key] = others
    local fine, problem = pcall(fetch, key, port)
    waiting[key] = nil
    if others.count > 0 then
        others.door:post(others.count)
    end
    if not fine then
        states:delete(key)
        ngx.log(ngx.ERR, "the gate could not fetch ", key, ": ", problem)
    end
end

return { gate = gate }
